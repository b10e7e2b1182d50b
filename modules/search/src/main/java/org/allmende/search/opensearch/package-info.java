/// The index on OpenSearch, behind the same port as Lucene's in this process: what is asked and how
/// it ranks is worked out here and there in the same way; a cluster only looks up and adds.
@NullMarked
package org.allmende.search.opensearch;

import org.jspecify.annotations.NullMarked;
