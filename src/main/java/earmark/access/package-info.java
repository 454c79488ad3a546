/**
 * Who is calling, how they prove it, and what they may do where: accounts, passwords, API tokens,
 * sessions of the page, API keys and their access tokens; enclaves, groups and rights, about which
 * {@link earmark.access.Enclaves} alone decides. Every call that acts for somebody takes a {@link
 * earmark.access.Caller}; nothing is read from a thread.
 */
@NullMarked
package earmark.access;

import org.jspecify.annotations.NullMarked;
