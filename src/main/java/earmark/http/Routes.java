package earmark.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All routes of all doors as a tree of path segments. Literal segments win over parameters. */
final class Routes {
  private final Node root = new Node();

  /** A route, the door that it belongs to, and the values of its path parameters. */
  record Match(Door door, Route route, Map<String, String> parameters) {}

  /** What a path and method lead to. */
  sealed interface Found {
    record Here(Match match) implements Found {}

    record WrongMethod(Door door, Set<String> allowed) implements Found {}

    record Nothing() implements Found {}
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Match> byMethod = new TreeMap<>();
    @Nullable Node any;
  }

  Routes(List<Door> doors) {
    for (Door door : doors) {
      for (Route route : door.routes()) add(door, route);
    }
  }

  private void add(Door door, Route route) {
    Node node = root;
    for (String segment : segments(route.path())) {
      if (segment.startsWith("{")) {
        if (node.any == null) node.any = new Node();
        node = node.any;
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node());
      }
    }
    if (node.byMethod.put(route.method(), new Match(door, route, Map.of())) != null) {
      throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
    }
  }

  /** Looks up a path as it came: slashes that are doubled or at the end make no difference. */
  Found find(String method, String rawPath) {
    List<String> segments = segments(rawPath);
    List<String> values = new ArrayList<>();
    Node node = find(root, segments, 0, values);
    if (node == null) return new Found.Nothing();
    Match match = node.byMethod.get(method.equals("HEAD") ? "GET" : method);
    if (match == null) {
      Door door = node.byMethod.values().iterator().next().door();
      return new Found.WrongMethod(door, new TreeSet<>(node.byMethod.keySet()));
    }
    return new Found.Here(
        new Match(match.door(), match.route(), parameters(match.route(), values)));
  }

  private static @Nullable Node find(
      Node node, List<String> segments, int at, List<String> values) {
    if (at == segments.size()) return node.byMethod.isEmpty() ? null : node;
    Node literal = node.literals.get(segments.get(at));
    if (literal != null) {
      Node found = find(literal, segments, at + 1, values);
      if (found != null) return found;
    }
    if (node.any == null) return null;
    values.add(segments.get(at));
    Node found = find(node.any, segments, at + 1, values);
    if (found == null) values.removeLast();
    return found;
  }

  private static Map<String, String> parameters(Route route, List<String> values) {
    Map<String, String> parameters = new HashMap<>();
    int next = 0;
    for (String segment : segments(route.path())) {
      if (segment.startsWith("{")) {
        parameters.put(segment.substring(1, segment.length() - 1), decoded(values.get(next++)));
      }
    }
    return parameters;
  }

  /** A path segment without its percent signs; a plus is a plus. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment; // not percent-encoded after all, so it is taken as it came
    }
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) segments.add(segment);
    }
    return segments;
  }
}
