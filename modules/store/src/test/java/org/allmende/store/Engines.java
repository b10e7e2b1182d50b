package org.allmende.store;

import org.junit.jupiter.api.Nested;

/// Runs everything that holds for the truth on one engine.
abstract class Engines {

  abstract DataDirectory.Options fresh();

  @Nested
  class Datasets extends DatasetStoreContract {
    private final DataDirectory.Options options = fresh();

    @Override
    DataDirectory.Options options() {
      return options;
    }
  }

  @Nested
  class Changes extends ChronicleContract {
    private final DataDirectory.Options options = fresh();

    @Override
    DataDirectory.Options options() {
      return options;
    }
  }

  @Nested
  class ThingsThatArrive extends ArrivalsContract {
    private final DataDirectory.Options options = fresh();

    @Override
    DataDirectory.Options options() {
      return options;
    }
  }

  @Nested
  class PersonsAndTokens extends AccountsContract {
    private final DataDirectory.Options options = fresh();

    @Override
    DataDirectory.Options options() {
      return options;
    }
  }

  @Nested
  class Messages extends MessageStoreContract {
    private final DataDirectory.Options options = fresh();

    @Override
    DataDirectory.Options options() {
      return options;
    }
  }

  @Nested
  class Statements extends StatementsContract {
    private final DataDirectory.Options options = fresh();

    @Override
    DataDirectory.Options options() {
      return options;
    }
  }
}
