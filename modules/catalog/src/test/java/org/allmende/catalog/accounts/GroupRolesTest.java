package org.allmende.catalog.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupRolesTest {

  @Test
  void readsGroupsAsTheyAreCalledInADirectory() {
    var roles =
        GroupRoles.of(
            "cn=redaktion,ou=gruppen,dc=stadt,dc=de=weidenstedt:editor ; /IT/Admins=operator;");
    var editor = roles.allow(Set.of("cn=redaktion,ou=gruppen,dc=stadt,dc=de"));
    assertEquals(Map.of("weidenstedt", Role.EDITOR), editor.roles());
    assertFalse(editor.operator());
    assertTrue(roles.allow(Set.of("/IT/Admins")).operator());
  }

  @Test
  void readsManyGroupsByOnePattern() {
    var roles = GroupRoles.of("portal.{tenant}/{role}");
    assertEquals(
        Map.of("bad-linde", Role.PUBLISHER, "weidenstedt", Role.READER),
        roles.allow(Set.of("portal.bad-linde/publisher", "portal.weidenstedt/reader")).roles());
    for (String other :
        List.of("portalxweidenstedt/reader", "portal.weidenstedt/operator", "xportal.a/reader")) {
      assertEquals(Map.of(), roles.allow(Set.of(other)).roles(), other);
    }
  }

  @Test
  void takesTheHighestOfSeveralRoles() {
    var roles = GroupRoles.of("a=w:editor;b=w:publisher;c=w:reader;a=h:reader");
    assertEquals(
        Map.of("w", Role.PUBLISHER, "h", Role.READER),
        roles.allow(Set.of("a", "b", "c", "unbekannt")).roles());
  }

  @Test
  void allowsNothingToGroupsNobodyHasNamed() {
    assertEquals(Map.of(), GroupRoles.of("").allow(Set.of("operator", "w:editor")).roles());
    assertFalse(GroupRoles.of("").allow(Set.of("operator")).operator());
  }

  @Test
  void namesTheLineThatSaysNothing() {
    for (String line :
        List.of(
            "redaktion", "a=w", "a=w:chef", "=w:editor", "a=W W:editor", "{role}{tenant}{role}")) {
      var wrong =
          assertThrows(IllegalArgumentException.class, () -> GroupRoles.of("x=w:reader;" + line));
      assertEquals(line, wrong.getMessage());
    }
  }
}
