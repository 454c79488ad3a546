package earmark.bench.side;

import earmark.tag.Tag;

/** One User Tag for one sample. */
public record Write(int sample, Tag tag) {}
