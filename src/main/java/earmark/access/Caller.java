package earmark.access;

/**
 * A person or program that has proved who they are.
 *
 * @param id the account's number, as foreign APIs show it
 */
public record Caller(int id, String login, boolean admin) {}
