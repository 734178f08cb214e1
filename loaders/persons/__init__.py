"""Who is named in a text as a person: found broadly, so that names can be hidden; no claim rests on it."""

from loaders.persons.finding import find_people
from loaders.persons.labels import people_of_label
from loaders.persons.lexicon import person_words
from loaders.persons.named import Named, Person
from loaders.persons.readings import readings_inside

__all__ = ["Named", "Person", "find_people", "people_of_label", "person_words", "readings_inside"]
