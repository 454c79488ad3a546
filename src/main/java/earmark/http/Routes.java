package earmark.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All routes of all doors as a tree of path segments. Literal segments win over parameters, and of
 * what a greedy parameter may take, the most behind which the rest of a route still follows.
 */
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
    @Nullable Node many;
  }

  /** Where a segment of a path stands in it. */
  private record Segment(int from, int to) {}

  Routes(List<Door> doors) {
    for (Door door : doors) {
      for (Route route : door.routes()) add(door, route);
    }
  }

  private void add(Door door, Route route) {
    Node node = root;
    for (String segment : texts(route.path())) {
      if (segment.endsWith("...}")) {
        if (node.many == null) node.many = new Node();
        node = node.many;
      } else if (segment.startsWith("{")) {
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
    Search search = new Search(rawPath, method.equals("HEAD") ? "GET" : method);
    Node node = search.find(root, 0);
    if (node == null) return new Found.Nothing();
    Match match = node.byMethod.get(search.method);
    if (match == null) {
      Door door = node.byMethod.values().iterator().next().door();
      return new Found.WrongMethod(door, new TreeSet<>(node.byMethod.keySet()));
    }
    return new Found.Here(
        new Match(match.door(), match.route(), parameters(match.route(), search.values)));
  }

  /** The way of one path through the tree, with the values that it left at parameters. */
  private static final class Search {
    final String path;
    final String method;
    final List<Segment> segments;
    final List<String> values = new ArrayList<>();

    Search(String path, String method) {
      this.path = path;
      this.method = method;
      this.segments = segments(path);
    }

    @Nullable Node find(Node node, int at) {
      if (at == segments.size()) return node.byMethod.isEmpty() ? null : node;
      Node literal = node.literals.get(word(at));
      if (literal != null) {
        Node found = find(literal, at + 1);
        if (found != null) return found;
      }
      if (node.any != null) {
        values.add(word(at));
        Node found = find(node.any, at + 1);
        if (found != null) return found;
        values.removeLast();
      }
      return node.many == null ? null : findGreedily(node.many, at);
    }

    /** A suffix that the method fits comes before one that it doesn't, and any before none. */
    private @Nullable Node findGreedily(Node node, int at) {
      Node wrongMethod = null;
      int before = values.size();
      int last = segments.size() - 1;
      for (int step = 0; step <= last - at; step++) {
        int end = step == last - at ? last : last - 1 - step;
        values.add(path.substring(segments.get(at).from(), segments.get(end).to()));
        Node found = find(node, end + 1);
        if (found != null && found.byMethod.containsKey(method)) return found;
        if (wrongMethod == null) wrongMethod = found;
        values.subList(before, values.size()).clear();
      }
      return wrongMethod;
    }

    /** A segment's text without parameters of its own, which begin with a semicolon. */
    private String word(int at) {
      String text = path.substring(segments.get(at).from(), segments.get(at).to());
      int semicolon = text.indexOf(';');
      return semicolon < 0 ? text : text.substring(0, semicolon);
    }
  }

  private static Map<String, String> parameters(Route route, List<String> values) {
    Map<String, String> parameters = new HashMap<>();
    int next = 0;
    for (String segment : texts(route.path())) {
      if (segment.startsWith("{")) {
        String name = segment.substring(1, segment.length() - 1);
        if (name.endsWith("...")) name = name.substring(0, name.length() - 3);
        parameters.put(name, Percent.decoded(values.get(next++)));
      }
    }
    return parameters;
  }

  private static List<String> texts(String path) {
    return segments(path).stream().map(s -> path.substring(s.from(), s.to())).toList();
  }

  private static List<Segment> segments(String path) {
    List<Segment> segments = new ArrayList<>();
    for (int from = 0; from <= path.length(); ) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      if (to > from) segments.add(new Segment(from, to));
      from = to + 1;
    }
    return segments;
  }
}
