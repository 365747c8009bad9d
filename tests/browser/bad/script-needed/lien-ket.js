const link = document.createElement('a');
link.href = '../khong-loi/?3';
link.textContent = 'Chỉ có khi có JavaScript';
document.querySelector('p').append(' ', link);
