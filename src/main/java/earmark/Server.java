package earmark;

import earmark.access.Access;
import earmark.access.AccessTokens;
import earmark.access.Administration;
import earmark.access.ApiKeys;
import earmark.access.Enclaves;
import earmark.access.TokenKey;
import earmark.alert.Bell;
import earmark.alert.Courier;
import earmark.alert.Inbox;
import earmark.alert.Subscriptions;
import earmark.alert.Watcher;
import earmark.alert.webhook.HttpPost;
import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.worker.WorkerSettings;
import earmark.analysis.worker.Workers;
import earmark.cloud.Cloud;
import earmark.cloud.CloudSearch;
import earmark.cloud.Downloads;
import earmark.cloud.earmark.EarmarkCloud;
import earmark.cloud.intelligence.IntelligenceCloud;
import earmark.cloud.wire.Line;
import earmark.exchange.Format;
import earmark.exchange.IndicatorImport;
import earmark.exchange.Originals;
import earmark.exchange.TagImport;
import earmark.exchange.TagSources;
import earmark.exchange.misp.MispEvent;
import earmark.exchange.stix.StixBundle;
import earmark.http.Health;
import earmark.http.Route;
import earmark.http.Tokens;
import earmark.http.Web;
import earmark.http.api.AlertEvents;
import earmark.http.api.AlertRoutes;
import earmark.http.api.ApiDoor;
import earmark.http.api.CloudRoutes;
import earmark.http.api.DeletionRoutes;
import earmark.http.api.EnclaveRoutes;
import earmark.http.api.ExchangeRoutes;
import earmark.http.api.ExtractedRoutes;
import earmark.http.api.GroupRoutes;
import earmark.http.api.IndicatorRoutes;
import earmark.http.api.IndicatorTagRoutes;
import earmark.http.api.KeyRoutes;
import earmark.http.api.LedgerRoutes;
import earmark.http.api.OperationRoutes;
import earmark.http.api.ReportTagRoutes;
import earmark.http.api.SampleRoutes;
import earmark.http.api.Sessions;
import earmark.http.api.SubscriptionRoutes;
import earmark.http.api.UserRoutes;
import earmark.http.api.VerdictRoutes;
import earmark.http.api.VocabularyRoutes;
import earmark.http.spectra.CloudEntries;
import earmark.http.spectra.ContainerRoutes;
import earmark.http.spectra.DownloadRoutes;
import earmark.http.spectra.ExtractedFileRoutes;
import earmark.http.spectra.ReanalysisRoutes;
import earmark.http.spectra.ReportRoutes;
import earmark.http.spectra.SearchRoutes;
import earmark.http.spectra.SpectraDoor;
import earmark.http.spectra.Subjects;
import earmark.http.spectra.TagRoutes;
import earmark.http.spectra.TokenRoutes;
import earmark.http.spectra.UploadRoutes;
import earmark.http.trustar.TrustarDoor;
import earmark.http.ui.PageDoor;
import earmark.index.Index;
import earmark.indicator.IndicatorHistory;
import earmark.indicator.IndicatorRecords;
import earmark.indicator.IndicatorTags;
import earmark.indicator.Indicators;
import earmark.indicator.MetadataExports;
import earmark.indicator.ReportIndicators;
import earmark.indicator.TaggedIndicators;
import earmark.indicator.Whitelist;
import earmark.ledger.Ledger;
import earmark.likeness.NearDuplicates;
import earmark.refusal.Refusal;
import earmark.report.ReportSearch;
import earmark.report.ReportTags;
import earmark.report.Reports;
import earmark.report.Revisions;
import earmark.sample.AnalysisQueue;
import earmark.sample.Deletion;
import earmark.sample.ExtractedFiles;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Intake;
import earmark.sample.Reanalysis;
import earmark.sample.SampleFiles;
import earmark.sample.SampleTags;
import earmark.sample.Samples;
import earmark.sample.Verdicts;
import earmark.store.files.SampleFolder;
import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.sqlite.SqliteStore;
import earmark.vocabulary.Lexicon;
import earmark.vocabulary.VocabularyImport;
import earmark.vocabulary.misp.MispFile;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running instance, wired by hand from top to bottom; the same in production and in tests. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** No letter waits longer until it is tried again. */
  private static final Duration WEBHOOK_WAIT_MAX = Duration.ofHours(1);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private volatile boolean ready;
  private @Nullable Web web;
  private @Nullable Access access;
  private @Nullable Intake intake;
  private Optional<String> firstPassword = Optional.empty();

  private Server() {}

  /**
   * Starts a server; on return it answers.
   *
   * @throws IOException if the data folder is in use or the port is taken
   */
  public static Server start(Config config) throws IOException {
    Server server = new Server();
    try {
      server.open(config);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void open(Config config) throws IOException {
    InstantSource clock = InstantSource.system();
    DataFolder data = opened(DataFolder.open(config.data()));
    Config.Shared shared = config.shared();
    Store store = opened(open(shared, data));
    SampleFiles files =
        shared.samples().isPresent()
            ? SampleFolder.openShared(shared.samples().get())
            : SampleFolder.open(config.data());
    Samples samples = store.samples();
    ExtractedFiles extracted = store.extractedFiles();

    LedgerKey ledgerKey = data.ledgerKey();

    Snapshots snapshots =
        opened(new Snapshots(data.snapshot(), store.entries(), config.snapshots()));
    Snapshots.Restored restored = snapshots.restore();
    Index index = restored.index();
    Ledger ledger = opened(Ledger.open(store.entries(), index, restored.history(), clock));
    snapshots.keep(restored.index(), ledger.history());
    Optional<Cloud> cloud = config.cloud().map(settings -> opened(open(settings)));
    Lexicon lexicon = Lexicon.open(store.vocabularies());
    Finder finder =
        new Finder(
            samples,
            index,
            ledger.history(),
            store.entries(),
            cloud.isPresent() ? "If it is in the cloud, download it to this appliance first." : "",
            new Originals(lexicon));
    FileTrees trees = new FileTrees(extracted, samples, finder, index);
    SampleTags sampleTags = new SampleTags(finder, ledger, extracted, config.tagsPerSampleMax());
    Verdicts verdicts = new Verdicts(finder, ledger, extracted);
    Deletion deletion = new Deletion(finder, samples, store.deletions(), files, ledger, extracted);

    NearDuplicates nearDuplicates = new NearDuplicates(index);
    VocabularyImport vocabularies =
        new VocabularyImport(MispFile::read, store.vocabularies(), lexicon, clock);

    Catalogue catalogue = Catalogue.load();
    Workers workers =
        opened(
            new Workers(
                config.workers(),
                WorkerSettings.recycling(config.workerMemoryMib(), config.analysisDeadline())));
    AnalysisQueue queue =
        opened(
            new AnalysisQueue(
                samples,
                extracted,
                files,
                workers,
                config.trees(),
                catalogue,
                ledger,
                index,
                clock));
    Intake intake = new Intake(files, samples, deletion, finder, sampleTags, ledger, queue, clock);

    Reanalysis reanalysis = new Reanalysis(finder, samples, ledger, queue);

    Downloads downloads =
        opened(
            new Downloads(
                cloud,
                store.cloudJobs(),
                finder,
                intake,
                config.uploadMaxBytes(),
                ledgerKey.fingerprint(),
                clock));
    CloudSearch cloudSearch = new CloudSearch(cloud, finder);

    TokenKey tokenKey = data.tokenKey(shared.tokenKey());
    Access access =
        new Access(
            store.accounts(), tokenKey, config.sessionLife(), config.passwordHashMib(), clock);
    if (access.isEmpty()) addFirstAdmin(access, config);
    Administration administration = new Administration(store.grants(), store.accounts());
    TrustarDoor.Rooms shielded =
        shielded(
            store, ledger, index, new AccessTokens(store.keys(), tokenKey, clock), config, clock);
    opened(shielded.exports());
    TrustarDoor trustar = new TrustarDoor(shielded, config.trustar(), clock);
    Tokens tokens = new Tokens(access);
    boolean https = config.publicUrl().map(URI::getScheme).filter("https"::equals).isPresent();
    Sessions sessions = new Sessions(access, https);
    Subjects subjects = new Subjects(finder, samples, trees, catalogue);
    Config.Alerting alerting = config.alerting();
    HttpPost post =
        opened(
            new HttpPost(
                () -> config.publicUrl().orElseGet(this::address),
                Version.text(),
                alerting.webhookTimeout(),
                alerting.webhookPrivate(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                clock));
    Bell bell = new Bell();
    Courier courier = opened(new Courier(store.deliveries(), post, pace(alerting), clock));
    Runnable onAlerts =
        () -> {
          bell.ring();
          courier.wake();
        };
    Watcher watcher =
        opened(
            new Watcher(
                store.alerts(),
                finder,
                store.deletions()::get,
                post,
                onAlerts,
                alerting.look(),
                clock));
    Subscriptions subscriptions =
        new Subscriptions(store.alerts(), finder, alerting.subscriptionsPerUserMax(), clock);
    Inbox inbox = new Inbox(store.alerts(), bell);
    Web web =
        opened(
            Web.listen(
                config.host(),
                config.port(),
                config.bodyMaxBytes(),
                List.of(
                    new Health(() -> ready),
                    new ApiDoor(
                        tokens,
                        sessions,
                        new UserRoutes(access, sessions, Version.text(), config.uploadMaxBytes()),
                        new EnclaveRoutes(administration, shielded.enclaves()),
                        new GroupRoutes(administration),
                        new KeyRoutes(new ApiKeys(store.keys(), store.accounts(), clock)),
                        new SampleRoutes(
                            finder, intake, samples, trees, catalogue, config.uploadMaxBytes()),
                        new ExtractedRoutes(finder, trees, files),
                        new earmark.http.api.SearchRoutes(finder),
                        new earmark.http.api.TagRoutes(finder, sampleTags, nearDuplicates, lexicon),
                        new VerdictRoutes(verdicts),
                        new DeletionRoutes(deletion, reanalysis),
                        new OperationRoutes(
                            ledger.history(), finder, samples, store.deletions(), sampleTags),
                        new IndicatorRoutes(shielded.indicators()),
                        new IndicatorTagRoutes(
                            shielded.indicatorTags(),
                            new IndicatorHistory(
                                shielded.enclaves(), ledger, index, store.indicators()),
                            shielded.enclaves(),
                            nearDuplicates),
                        new SubscriptionRoutes(subscriptions, store.deliveries(), courier),
                        new AlertRoutes(
                            inbox,
                            finder,
                            store.deletions(),
                            new AlertEvents(inbox, bell),
                            watcher::behind),
                        new LedgerRoutes(ledger, point -> point.sign(ledgerKey.privateKey())),
                        new earmark.http.api.ReportRoutes(
                            shielded.reports(), shielded.reportSearch()),
                        new ReportTagRoutes(
                            shielded.reportTags(),
                            shielded.reportSearch(),
                            shielded.enclaves(),
                            nearDuplicates),
                        new CloudRoutes(cloudSearch, downloads),
                        new VocabularyRoutes(vocabularies, lexicon),
                        new ExchangeRoutes(
                            List.of(Format.CSV, StixBundle.FORMAT, MispEvent.FORMAT),
                            new TagSources(
                                finder,
                                new TaggedIndicators(
                                    shielded.enclaves(), index, store.indicators()),
                                shielded.reportSearch(),
                                lexicon),
                            new TagImport(finder, sampleTags, lexicon),
                            new IndicatorImport(shielded.indicatorTags(), lexicon),
                            shielded.enclaves(),
                            nearDuplicates,
                            clock)),
                    trustar,
                    new SpectraDoor(
                        tokens,
                        new TokenRoutes(access),
                        new TagRoutes(finder, sampleTags),
                        new UploadRoutes(intake, config.uploadMaxBytes()),
                        new ReportRoutes(finder, subjects),
                        new SearchRoutes(finder, subjects, new CloudEntries(cloudSearch)),
                        new ReanalysisRoutes(finder, reanalysis),
                        new earmark.http.spectra.VerdictRoutes(finder, verdicts),
                        new earmark.http.spectra.DeletionRoutes(
                            finder, deletion, store.deletions(), ledger.history()),
                        new ExtractedFileRoutes(finder, trees, subjects, config.publicUrl()),
                        new ContainerRoutes(finder, trees),
                        new DownloadRoutes(finder, trees, files)),
                    new PageDoor())));
    deletion.finish();
    shielded.reports().finish();
    downloads.start();
    this.web = web;
    opened(bell); // closed first, since it ends the streams that the web server would wait for
    queue.start(config.workers());
    watcher.start();
    courier.start();
    this.access = access;
    this.intake = intake;
    ready = true;
    LOG.info("Listening at {}; entry {} of the ledger is the last", web.address(), index.seq());
  }

  /** The rooms of what lies in enclaves, and is seen by those who may read them. */
  private static TrustarDoor.Rooms shielded(
      Store store,
      Ledger ledger,
      Index index,
      AccessTokens tokens,
      Config config,
      InstantSource clock) {
    Enclaves enclaves = new Enclaves(store.grants());
    IndicatorRecords records = store.indicators();
    Indicators indicators =
        new Indicators(
            enclaves,
            ledger,
            index,
            store.entries(),
            records,
            store.mentions(),
            store.whitelist(),
            clock);
    Revisions revisions = store.revisions();
    ReportIndicators reportIndicators =
        new ReportIndicators(index, records, store.mentions(), store.whitelist());
    return new TrustarDoor.Rooms(
        tokens,
        enclaves,
        new Reports(enclaves, revisions, reportIndicators, ledger, index, config.reports(), clock),
        new ReportTags(
            enclaves, revisions, ledger, index, store.entries(), config.reports(), clock),
        new ReportSearch(enclaves, index, revisions, reportIndicators),
        indicators,
        new IndicatorTags(enclaves, ledger, index, records, clock),
        new MetadataExports(indicators, store.exportJobs(), clock),
        new Whitelist(enclaves, store.whitelist(), clock));
  }

  private static Store open(Config.Shared shared, DataFolder data) {
    if (shared.database().isEmpty()) return SqliteStore.open(data.database());
    Config.Database database = shared.database().get();
    return PostgresStore.open(database.url(), database.connections());
  }

  private static Cloud open(Config.Cloud settings) {
    Line line = new Line(settings.line());
    return switch (settings.kind()) {
      case INTELLIGENCE -> new IntelligenceCloud(line, settings.pageMax());
      case EARMARK -> new EarmarkCloud(line, settings.pageMax());
    };
  }

  private static Courier.Pace pace(Config.Alerting alerting) {
    return new Courier.Pace(
        alerting.webhookAttempts(),
        alerting.webhookRetry(),
        WEBHOOK_WAIT_MAX,
        alerting.webhookTimeout(),
        alerting.look());
  }

  private void addFirstAdmin(Access access, Config config) {
    String password =
        config
            .adminPassword()
            .orElseGet(() -> {
              byte[] bytes = new byte[15];
              new SecureRandom().nextBytes(bytes);
              String made = Base64.getUrlEncoder().encodeToString(bytes);
              firstPassword = Optional.of(made);
              return made;
            });
    try {
      access.addFirstAdmin(password);
    } catch (Refusal.Conflict e) {
      firstPassword = Optional.empty(); // another server that starts at the same time was first
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  /** Where it listens. */
  public URI address() {
    return started(web).address();
  }

  /** All routes of all doors. */
  public List<Route> routes() {
    return started(web).routes();
  }

  /** The password made for {@code admin}, if this start made one. */
  public Optional<String> firstPassword() {
    return firstPassword;
  }

  Access access() {
    return started(access);
  }

  Intake intake() {
    return started(intake);
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) throw new IllegalStateException("the server was not started");
    return part;
  }

  /**
   * Stops in the opposite order of starting: requests that have begun finish, everything answered
   * is kept, samples that wait for their analysis are taken up at the next start.
   */
  @Override
  public void close() {
    if (ready) LOG.info("Stopping");
    ready = false;
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly.", part.getClass().getSimpleName(), e);
      }
    }
  }
}
