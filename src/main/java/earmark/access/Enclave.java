package earmark.access;

import earmark.refusal.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place of its own for reports and indicators: who may see and change them is decided for all
 * that is in it together.
 *
 * @param id a UUID in lower case
 * @param name unique; a {@link Title}
 * @param templateName a word of the TruSTAR API on what kind of place it is; a {@link Title}
 */
public record Enclave(String id, String name, Type type, String templateName) {
  public static final String USUAL_TEMPLATE = "Private Enclave";

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** The types of the TruSTAR API; they are shown to clients and change nothing here. */
  public enum Type {
    INTERNAL,
    OPEN,
    CLOSED,
    CLOSED_CONCRETE,
    RESEARCH,
    COMMUNITY,
    OTHER;

    /**
     * A type as callers write it.
     *
     * @throws Refusal.Invalid if there is none of that name
     */
    public static Type parse(String text) {
      String name = text.strip().toUpperCase(Locale.ROOT);
      for (Type type : values()) {
        if (type.name().equals(name)) return type;
      }
      throw new Refusal.Invalid(
          "The type of an enclave is one of "
              + Arrays.stream(values()).map(Type::name).collect(Collectors.joining(", "))
              + ".");
    }
  }

  /**
   * @throws Refusal.Invalid if a name can't be one
   */
  public Enclave {
    if (!isId(id)) throw new IllegalArgumentException("not the id of an enclave: " + id);
    name = new Title(name).text();
    templateName = new Title(templateName).text();
  }

  /** One that has not been there before. */
  public static Enclave fresh(String name, Type type, String templateName) {
    return new Enclave(UUID.randomUUID().toString(), name, type, templateName);
  }

  /** An id as it is kept, of one as somebody typed it, whether there is such an enclave or not. */
  public static String canonicalId(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether an enclave could have this id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
