document.title = 'Watchkeeper'
