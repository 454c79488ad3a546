package earmark.http.trustar;

import earmark.tag.IntelTagName;
import earmark.tag.TagCharacters;
import java.util.List;

/**
 * Names of tags in filters: made canonical, and never refused, since an unknown one finds nothing.
 */
final class Names {
  private Names() {}

  /**
   * The names under any of these parameters. A comma always parts them; blanks around one are left
   * out unless this instance has names with blanks.
   */
  static List<String> listed(Parameters parameters, TagCharacters characters, String... names) {
    List<String> listed =
        switch (characters) {
          case STRICT -> parameters.list(names);
          case LENIENT -> parameters.untrimmed(names);
        };
    return listed.stream().map(IntelTagName::canonical).distinct().toList();
  }
}
