"""The desk: what a person types and reads. Arguments, reports, watching, a new folder."""
