/**
 * Vocabularies: lists of names that others agreed upon, such as MISP taxonomies and galaxies, which
 * are suggested to whoever tags. A name that can't be a tag has a legal form, from which the
 * original can be told. A vocabulary suggests and never decides: what somebody tags with is his own
 * affair. Reads no files and knows no tags in use.
 */
@NullMarked
package earmark.vocabulary;

import org.jspecify.annotations.NullMarked;
