"""What each theme of quality shows of one period, as tables with their denominators; read, never written."""
