"""The room with a window: the clinic's folder as pages in a browser on the same machine, for one person.

In: the clinic's folder and a day. Out: texts typed into its files as `content.edit` types them, editions, signatures.
Whoever opens it goes in by a link that works once; what comes from elsewhere is refused (`guard.py`).
"""

from brochure.studio.serving import StudioWish, open_studio

__all__ = ["StudioWish", "open_studio"]
