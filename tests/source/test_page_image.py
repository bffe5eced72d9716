"""Pages made ready for recognition."""

from PIL import Image, ImageDraw

from build_tools.source.coloured_ink import inks_of
from build_tools.source.page_image import without_colours, without_specks
from build_tools.source.ruled_lines import tables_of
from build_tools.source.tesseract import Found


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


def test_a_photograph_in_warm_light_is_a_page() -> None:
    picture = Image.new("RGB", (400, 300), (250, 220, 150))
    ImageDraw.Draw(picture).rectangle((100, 100, 140, 140), fill=(170, 150, 100))  # pale print
    assert inks_of(picture).stamps == ()
    assert inks_of(picture).grey.getpixel((120, 120)) == 170


def test_cells_of_a_table_too_long_for_one_picture_are_on_several() -> None:
    """tesseract refuses pictures of more than 32,767 dots."""
    picture = Image.new("L", (2100, 2970), 255)
    draw = ImageDraw.Draw(picture)
    for x in range(50, 2051, 40):
        draw.line((x, 40, x, 2880), fill=0, width=3)
    for y in range(40, 2881, 71):
        draw.line((50, y, 2050, y), fill=0, width=3)
        for x in range(50, 2050, 80):
            draw.rectangle((x + 14, y + 20, x + 24, y + 50), fill=0)  # every other cell has a letter
    tables = tables_of(picture, 595)
    assert [(len(grid.xs), len(grid.ys)) for grid in tables.grids] == [(51, 41)]
    assert max(cells.picture.height for cells in tables.cells) < 32_767
    places = [place for cells in tables.cells for place in cells.places]
    assert len(places) == 25 * 40
    below, left, top = tables.cells[-1].places[0]
    (word,) = tables.cells[-1].on_page([Found("a", 30, 40, below + 60, 20, 90)])
    assert (word.left - 30, word.base - 60) == (left - 15, top - 15)


def test_a_stamp_over_a_name_leaves_the_name() -> None:
    picture = Image.new("RGB", (60, 20), (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 59, 19), fill=(255, 40, 40))
    draw.rectangle((10, 5, 20, 15), fill=(10, 10, 10))
    grey = without_colours(picture)
    assert (grey.getpixel((15, 10)), grey.getpixel((40, 10))) == (10, 255)
