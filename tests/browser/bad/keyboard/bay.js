document.addEventListener('keydown', (event) => {
  if (event.key === 'Tab' && document.activeElement.id === 'bay') event.preventDefault();
});
