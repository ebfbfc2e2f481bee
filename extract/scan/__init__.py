"""Pictures of pages become pages: straightened, their rules taken out, their words recognised by tesseract."""
