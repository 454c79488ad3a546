package earmark.ledger;

/** The door through which an operation came. The names are part of the ledger's format. */
public enum Via {
  /** The API that clients of Spectra Analyze speak. */
  SPECTRA,
  /** The web page. */
  UI,
  /** Earmark's own API. */
  API,
  /** The command line. */
  CLI,
  /** The analysis of a sample. */
  ANALYSIS,
  /** The API that clients of TruSTAR speak. */
  TRUSTAR
}
