package org.allmende.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.model.Nearest;

/// Looks at everything that was set before anything starts, and says all that is wrong at once:
/// names that mean nothing, with the one that may have been meant, and values that cannot be.
final class SettingsCheck {

  /// Every setting there is.
  static final List<String> KNOWN =
      List.of(
          "allmende.base-url",
          "allmende.bootstrap-token",
          "allmende.compact-hours",
          "allmende.default-license",
          "allmende.feedback-days",
          "allmende.files",
          "allmende.harvest-allow",
          "allmende.index",
          "allmende.link-checks",
          "allmende.local-passwords",
          "allmende.log",
          "allmende.max-upload",
          "allmende.metrics-token",
          "allmende.nodes",
          "allmende.oidc-client",
          "allmende.oidc-groups",
          "allmende.oidc-groups-claim",
          "allmende.oidc-issuer",
          "allmende.oidc-login-claim",
          "allmende.oidc-name",
          "allmende.oidc-secret",
          "allmende.opensearch",
          "allmende.opensearch-password",
          "allmende.opensearch-prefix",
          "allmende.opensearch-user",
          "allmende.portal-claim",
          "allmende.portal-name",
          "allmende.proxies",
          "allmende.replication-token",
          "allmende.requests-per-minute",
          "allmende.s3-access-key",
          "allmende.s3-bucket",
          "allmende.s3-cache",
          "allmende.s3-endpoint",
          "allmende.s3-prefix",
          "allmende.s3-region",
          "allmende.s3-secret-file",
          "allmende.s3-secret-key",
          "allmende.schedules",
          "allmende.store",
          "allmende.store-password",
          "allmende.store-query",
          "allmende.store-update",
          "allmende.store-user",
          "allmende.tenant-datasets",
          "allmende.tenant-files",
          "allmende.texts",
          "allmende.trail-days",
          "allmende.uploads-per-hour");

  /// What the launcher and the tests tell the program, and nobody else.
  private static final Set<String> INTERNAL = Set.of("allmende.root", "allmende.terminal");

  /// Variables that are no settings of the program.
  private static final Set<String> AROUND =
      Set.of("ALLMENDE_CACHE", "ALLMENDE_JAVA_OPTS", "ALLMENDE_SHARED");

  /// What containers are told of a service that is called as this program is.
  private static final Pattern NEIGHBOURS = Pattern.compile("ALLMENDE_(SERVICE_.*|PORT(_.*)?)");

  private static final String PROPERTY = "allmende.";
  private static final String VARIABLE = "ALLMENDE_";

  private SettingsCheck() {}

  /// @throws Exit with everything that is wrong, a line each
  static void require() {
    var wrong = unknown(System.getProperties().stringPropertyNames(), System.getenv().keySet());
    wrong.addAll(values());
    if (!wrong.isEmpty()) {
      throw Exit.of(wrong);
    }
  }

  /// The names among these that look like settings and are none.
  static List<String> unknown(Collection<String> properties, Collection<String> variables) {
    var wrong = new ArrayList<String>();
    for (String name : new TreeSet<>(properties)) {
      if (name.startsWith(PROPERTY) && !KNOWN.contains(name) && !INTERNAL.contains(name)) {
        wrong.add(unknown(name, KNOWN));
      }
    }
    List<String> known = KNOWN.stream().map(SettingsCheck::variable).toList();
    for (String name : new TreeSet<>(variables)) {
      boolean isAround = AROUND.contains(name) || NEIGHBOURS.matcher(name).matches();
      if (name.startsWith(VARIABLE) && !known.contains(name) && !isAround) {
        wrong.add(unknown(name, known));
      }
    }
    return wrong;
  }

  private static String unknown(String name, List<String> known) {
    return Nearest.of(name, known)
        .map(near -> Words.of("setting.unknown.near", name, near))
        .orElseGet(() -> Words.of("setting.unknown", name));
  }

  /// The environment variable of a setting.
  static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static List<String> values() {
    var wrong = new ArrayList<String>();
    var all = new ArrayList<>(FileSettings.checks());
    all.addAll(
        List.of(
            () -> Settings.baseUrl(Settings.PORT),
            Settings::compactHours,
            Settings::usualLicense,
            Settings::feedbackKept,
            Settings::linkChecks,
            Settings::logsJson,
            Settings::schedules,
            Settings::sharedStore,
            Settings::localPasswords,
            Settings::maxUpload,
            Settings::nodes,
            Settings::openId,
            Settings::openSearch,
            Settings::texts,
            Settings::trailDays,
            Settings::proxies,
            Settings::tenantDatasets,
            Settings::tenantFiles,
            Settings::replicationToken,
            Settings::requestsPerMinute,
            Settings::uploadsPerHour));
    for (Runnable setting : all) {
      try {
        setting.run();
      } catch (Exit e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
    return wrong;
  }
}
