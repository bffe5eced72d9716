"""Pages made ready for recognition."""

from PIL import Image, ImageDraw

from build_tools.source.page_image import without_colours, without_specks


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    blank = Image.new("L", (200, 100), 255)
    return blank, ImageDraw.Draw(blank)


def test_a_speck_alone_goes_and_the_point_of_a_letter_stays() -> None:
    picture, draw = page()
    draw.rectangle((20, 20, 40, 50), fill=0)  # a letter
    draw.rectangle((28, 54, 31, 57), fill=0)  # the point below it
    draw.rectangle((120, 60, 121, 61), fill=0)  # dust
    clean = without_specks(picture)
    assert (clean.getpixel((30, 55)), clean.getpixel((120, 60))) == (0, 255)
    assert clean.crop((0, 0, 100, 100)).tobytes() == picture.crop((0, 0, 100, 100)).tobytes()


def test_a_stamp_over_a_name_leaves_the_name() -> None:
    picture = Image.new("RGB", (60, 20), (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 59, 19), fill=(255, 40, 40))
    draw.rectangle((10, 5, 20, 15), fill=(10, 10, 10))
    grey = without_colours(picture)
    assert (grey.getpixel((15, 10)), grey.getpixel((40, 10))) == (10, 255)
