package earmark.http;

import earmark.access.Access;
import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.util.Optional;

/** Tells who is calling from {@code Authorization: Token <key>}, with any blanks between. */
public final class Tokens {
  private final Access access;

  public Tokens(Access access) {
    this.access = access;
  }

  /**
   * Who is calling; empty if the header is missing or of another scheme.
   *
   * @throws Refusal.Unauthenticated if there is such a token, but nobody holds it
   */
  public Optional<Caller> caller(Call call) {
    String header = call.header("Authorization").orElse("").strip();
    String[] words = header.split("\\s+", -1);
    if (!words[0].equalsIgnoreCase("Token")) return Optional.empty();
    if (words.length != 2) {
      throw new Refusal.Unauthenticated(
          "Invalid token header. It must read: Authorization: Token <key>");
    }
    Optional<Caller> caller = access.byToken(words[1]);
    if (caller.isEmpty()) throw new Refusal.Unauthenticated("Invalid token.");
    return caller;
  }
}
