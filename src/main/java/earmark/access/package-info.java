/**
 * Who is calling and how they prove it: accounts, passwords, API tokens, sessions of the page.
 * Every call that acts for somebody takes a {@link earmark.access.Caller}; nothing is read from a
 * thread.
 */
@NullMarked
package earmark.access;

import org.jspecify.annotations.NullMarked;
