"""What an office's own register is given by the program: settings, pipelines, guides, scripts, the theme."""
