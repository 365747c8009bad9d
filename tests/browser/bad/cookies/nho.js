document.cookie = 'dau-vet=1';
