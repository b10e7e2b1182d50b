package org.allmende.dcat.mending;

import java.util.List;
import org.allmende.model.Text;
import org.apache.jena.graph.Triple;

/// How one finding would be mended in a description that somebody else has written.
///
/// @param code of the finding it mends
/// @param field the finding's field
/// @param sure whether it only says the same in the way the standard asks for; otherwise it assumes
///   something, which somebody should look at
/// @param says what would be done
/// @param remove what would go
/// @param add what would come
public record Repair(
    String code, String field, boolean sure, Text says, List<Triple> remove, List<Triple> add) {

  public Repair {
    remove = List.copyOf(remove);
    add = List.copyOf(add);
  }
}
