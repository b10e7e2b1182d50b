package org.allmende.store;

/// The truth in TDB2.
class Tdb2Test extends Engines {

  @Override
  DataDirectory.Options fresh() {
    return DataDirectory.Options.DEFAULT;
  }
}
