const paragraph = document.createElement('p');
paragraph.textContent = 'Đến muộn, đẩy mọi thứ xuống.';
paragraph.style.height = '10rem';
document.querySelector('main').prepend(paragraph);
