package earmark.analysis.format;

/** A container, the files in it, and a better name for it than that of its packing. */
public record Contents(ArchiveFacts archive, ChildrenFacts children, Format format) {}
