"""The theme's templates, compiled once for all processes that make pages: compiling takes longer than ten pages."""

from types import CodeType

from jinja2 import BytecodeCache, Environment, TemplateNotFound, meta
from jinja2.bccache import Bucket

_OF_PAGES = "main.html"


class CompiledTemplates(BytecodeCache):
    """Templates by name and source, in memory: of use to every environment with the same settings."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}
        self._needed: dict[str, None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same source."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.code

    def prepare(self, environment: Environment) -> None:
        """Load what pages need into an environment that is to be inherited by forked processes."""
        environment.bytecode_cache = self
        if not self._needed:
            self._find(environment, _OF_PAGES)
        for name in self._needed:
            environment.get_template(name)

    def _find(self, environment: Environment, name: str) -> None:
        """Note a template and those that it names; one that is missing is told where a page needs it."""
        try:
            source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
        except TemplateNotFound:
            return
        self._needed[name] = None
        for other in meta.find_referenced_templates(environment.parse(source)):
            if other and other not in self._needed:
                self._find(environment, other)
