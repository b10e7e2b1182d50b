package org.allmende.store;

import java.util.ArrayList;
import java.util.List;
import org.allmende.model.Finding;
import org.allmende.model.Text;

/// Where findings of one check are written down. The first few tell what is the matter; of a
/// thousand more of the same the number is enough.
final class Chart {

  private static final int MOST = 20;

  private final String code;
  private final Text about;
  private final List<Finding> findings = new ArrayList<>();
  private long more;

  Chart(String code, String de, String en) {
    this.code = code;
    this.about = new Text(de, en);
  }

  void note(Ailment ailment, Object value) {
    if (findings.size() == MOST) {
      more++;
    } else {
      var place = new Finding.Place(null, null, String.valueOf(value));
      findings.add(ailment.finding(place));
    }
  }

  Examination.Check check() {
    return new Examination.Check(code, about, findings, more);
  }
}
