"""What is wrong with a picture, before it is known where it was asked for."""

from brochure.base.code_names import Code


class PictureFaultError(Exception):
    """A picture that cannot be taken; becomes a finding where it is asked for."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def damaged(message: str) -> PictureFaultError:
    """A file that is not what it says."""
    return PictureFaultError("picture-damaged", message, "export it again as PNG or JPEG")
