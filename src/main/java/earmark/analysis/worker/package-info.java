/**
 * The processes in which samples are read. A file that makes a reader hang, exhaust memory or die
 * costs one process and one attempt; the server is not touched. What a worker replies is as
 * untrusted as the file that it read, so it is length-capped and decoded strictly.
 */
@NullMarked
package earmark.analysis.worker;

import org.jspecify.annotations.NullMarked;
