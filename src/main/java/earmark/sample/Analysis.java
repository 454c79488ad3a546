package earmark.sample;

import java.util.Optional;

/**
 * What the last analysis of a sample left behind.
 *
 * @param engine version of the analyser
 * @param catalogue version of the catalogue that gave the System Tags
 * @param atMicros when, in microseconds since 1970 UTC
 * @param facts the facts as their JSON document
 * @param failure why it failed, if it did
 */
public record Analysis(
    String engine, String catalogue, long atMicros, String facts, Optional<String> failure) {}
