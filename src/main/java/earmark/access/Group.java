package earmark.access;

import java.util.List;

/**
 * Users who are given rights together.
 *
 * @param name unique; a {@link Title}
 * @param members their logins, in order
 */
public record Group(long id, String name, List<String> members) {
  public Group {
    members = List.copyOf(members);
  }
}
