package earmark.http;

/**
 * One line of a door's list of routes.
 *
 * @param path segments between slashes, where {@code {name}} stands for any one and {@code
 *     {name...}} for one or more; a slash at the end makes no difference
 * @param needs who may call it
 */
public record Route(String method, String path, Needs needs, Handler handler) {

  /** Who may call a route. */
  public enum Needs {
    NOBODY,
    USER
  }

  /** What answers a call. */
  @FunctionalInterface
  public interface Handler {
    Answer handle(Call call) throws Exception;
  }

  public static Route get(String path, Needs needs, Handler handler) {
    return new Route("GET", path, needs, handler);
  }

  public static Route post(String path, Needs needs, Handler handler) {
    return new Route("POST", path, needs, handler);
  }

  public static Route put(String path, Needs needs, Handler handler) {
    return new Route("PUT", path, needs, handler);
  }

  public static Route delete(String path, Needs needs, Handler handler) {
    return new Route("DELETE", path, needs, handler);
  }
}
