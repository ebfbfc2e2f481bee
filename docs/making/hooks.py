"""What the site is made of beside its pages: the help of every command, and pictures of what the program shows."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from click import Command, Context, Group
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from nbconvert import MarkdownExporter

sys.path.insert(0, str(Path(__file__).parents[2]))

from docs.making.pictures import pictures
from pipeline.cli import main

EVERY_COMMAND = "<!-- help of every command -->"
WIDTH = 100
DOCS = Path(__file__).parents[1]
NOTEBOOK = "library.ipynb"
FROM_ELSEWHERE = re.compile(r'<(?:script|img|iframe|link(?! rel="canonical"))[^>]*(?:src|href)="(?:https?:)?//[^"]*"')


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pictures, made from the samples, and the notebook as a page."""
    for name, data in pictures():
        files.append(File.generated(config, f"pictures/{name}", content=data))
    page, _ = MarkdownExporter().from_filename(str(DOCS / NOTEBOOK))
    files.append(File.generated(config, NOTEBOOK.replace(".ipynb", ".md"), content=page))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the help of every command where a page asks for it."""
    return markdown.replace(EVERY_COMMAND, _help_of_all()) if EVERY_COMMAND in markdown else markdown


def on_post_page(output: str, **_: object) -> str:
    """Refuse a page that loads anything from elsewhere: the site is read offline too."""
    if loaded := FROM_ELSEWHERE.search(output):
        raise PluginError(f"a page loads something from elsewhere: {loaded[0]}")
    return output


def _help_of_all() -> str:
    parts = [_help("extract", main)]
    parts += [_help(f"extract {name}", command) for name, command in sorted(main.commands.items())]
    return "\n\n".join(parts)


def _help(name: str, command: Command | Group) -> str:
    context = Context(command, info_name=name, terminal_width=WIDTH, **command.context_settings)
    return f"## {name}\n\n```text\n{command.get_help(context)}\n```"
