/// What we talk about: tenants, datasets, uploads, drafts, descriptions, findings. Values only; no
/// disk, no clock, no decisions.
@NullMarked
package org.allmende.model;

import org.jspecify.annotations.NullMarked;
