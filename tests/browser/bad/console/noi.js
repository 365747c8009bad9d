console.log('một lời thừa');
