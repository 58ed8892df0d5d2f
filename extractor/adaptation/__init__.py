"""What users add to the lexicons and rules: read from their files, checked, frozen, and handed through the pipeline."""

from extractor.adaptation.model import NONE, Adaptation, OwnName, OwnTrigger
from extractor.adaptation.reading import problems, read

__all__ = ["NONE", "Adaptation", "OwnName", "OwnTrigger", "problems", "read"]
