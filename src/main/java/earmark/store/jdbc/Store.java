package earmark.store.jdbc;

import earmark.access.Accounts;
import earmark.access.Grants;
import earmark.access.Keys;
import earmark.alert.Alerts;
import earmark.alert.Deliveries;
import earmark.cloud.CloudJobs;
import earmark.indicator.ExportJobs;
import earmark.indicator.IndicatorRecords;
import earmark.indicator.Mentions;
import earmark.indicator.WhitelistRecords;
import earmark.ledger.Entries;
import earmark.report.Revisions;
import earmark.sample.Deletions;
import earmark.sample.ExtractedFiles;
import earmark.sample.Samples;
import earmark.vocabulary.Vocabularies;

/** All that an instance keeps, besides the bytes of samples, in one database. */
public interface Store extends Database, AutoCloseable {
  Entries entries();

  Samples samples();

  default ExtractedFiles extractedFiles() {
    return new JdbcExtractedFiles(this);
  }

  default Deletions deletions() {
    return new JdbcDeletions(this);
  }

  Accounts accounts();

  /** Enclaves, groups and rights. */
  default Grants grants() {
    return new JdbcGrants(this);
  }

  /** API keys and access tokens. */
  default Keys keys() {
    return new JdbcKeys(this);
  }

  /** Downloads from the cloud. */
  default CloudJobs cloudJobs() {
    return new JdbcCloudJobs(this);
  }

  default Alerts alerts() {
    return new JdbcAlerts(this);
  }

  default Deliveries deliveries() {
    return new JdbcDeliveries(this);
  }

  default IndicatorRecords indicators() {
    return new JdbcIndicators(this);
  }

  /** What reports mention. */
  default Mentions mentions() {
    return new JdbcMentions(this);
  }

  default WhitelistRecords whitelist() {
    return new JdbcWhitelist(this);
  }

  default ExportJobs exportJobs() {
    return new JdbcExportJobs(this);
  }

  /** The full text of reports. */
  TextIndex reportText();

  /** What reports say. */
  default Revisions revisions() {
    return new JdbcRevisions(this, reportText());
  }

  default Vocabularies vocabularies() {
    return new JdbcVocabularies(this);
  }

  /** Closes all connections. */
  @Override
  void close();
}
