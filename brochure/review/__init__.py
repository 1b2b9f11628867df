"""The room between the clinic and a reader who has no program: one page goes out, corrected words come back.

In: the texts of a leaflet. Out: an HTML page with field marks; from that page or its small file, edits and remarks.
"""
