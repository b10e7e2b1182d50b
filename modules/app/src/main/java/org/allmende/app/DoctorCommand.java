package org.allmende.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.allmende.store.DataDirectory;
import org.allmende.store.Doctor;
import org.allmende.store.Examination;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `doctor`: examines a data directory and says what to do.
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Option(names = "--thorough", descriptionKey = "option.thorough")
  private boolean thorough;

  @Override
  public Integer call() throws IOException {
    Examination examination =
        Doctor.examine(
            common.data(),
            DataDirectory.RESERVE,
            InstantSource.system(),
            thorough,
            FileSettings.place(),
            Settings.sharedStore());
    for (Examination.Check check : examination.checks()) {
      if (common.isJson()) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("check", check.code());
        json.put("ok", check.ok());
        json.put("findings", common.words().findings(check.findings()));
        json.put("more", check.more());
        common.json(json);
      } else {
        common.say((check.ok() ? "✓ " : "✗ ") + check.about().in(Words.language()));
        common.findings(common.data().toString(), check.findings());
      }
    }
    if (examination.healthy()) {
      common.say(Words.of("doctor.well"));
    }
    return examination.healthy() ? Exit.DONE : Exit.FINDINGS;
  }
}
