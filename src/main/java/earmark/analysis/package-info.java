/**
 * What a sample is made of: bytes in, {@link earmark.analysis.Facts} out. The readers of file
 * formats stand in {@code format}, the rules that turn facts into System Tags in {@code catalogue},
 * the processes in which hostile bytes are read in {@code worker}. Knows nothing of samples, users
 * or storage, and never runs, renders or changes what it reads.
 */
@NullMarked
package earmark.analysis;

import org.jspecify.annotations.NullMarked;
