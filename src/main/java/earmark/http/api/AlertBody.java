package earmark.http.api;

import earmark.alert.Alert;

/** An alert as this API shows it; its samples are asked for on their own. */
record AlertBody(
    long id,
    Subscribed subscription,
    String query,
    String at,
    long fromSeq,
    long seq,
    int entered,
    int left,
    boolean unread) {

  record Subscribed(long id, String name) {}

  static AlertBody of(Alert alert) {
    return new AlertBody(
        alert.id(),
        new Subscribed(alert.subscription(), alert.name()),
        alert.query(),
        alert.at().toString(),
        alert.fromSeq(),
        alert.seq(),
        alert.entered(),
        alert.left(),
        alert.unread());
  }
}
