package org.allmende.app;

import picocli.CommandLine.IVersionProvider;

/// Which Allmende this is, as the jar says.
final class Version implements IVersionProvider {

  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"allmende " + number()};
  }
}
