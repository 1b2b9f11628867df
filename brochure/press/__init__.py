"""What goes to the print shop beside the file: the folded proof, imposed sheets, the ticket, the pack."""
