#!/usr/bin/env python3
"""The walker of the pages is tested too: what it does not see would be no test of a page."""
import os
import tempfile
import unittest

from comparison import difference
from page import PageFault, steps_of
from terminal import Terminal, can_hide


class Pages(unittest.TestCase):
    def steps(self, text):
        return [(step.kind, step.text) for step in steps_of(text)]

    def test_commands_are_found_whole_and_comments_are_none(self):
        page = "```sh\n# first\nmake a \\\n  b   # two lines\n\ncat > f <<'E'\ntext\nE\nfor i in 1 2\ndo echo $i\ndone\n```\n"
        self.assertEqual(self.steps(page), [
            ("run", "make a \\\n  b   # two lines"), ("run", "cat > f <<'E'\ntext\nE"), ("run", "for i in 1 2\ndo echo $i\ndone"),
        ])

    def test_a_console_has_commands_and_what_they_print(self):
        first, second, third = steps_of("```console\n$ a\none\n\ntwo\n$ b \\\n>   c\n$ d\nthree\n```\n")
        self.assertEqual((first.text, first.output), ("a", ["one", "", "two"]))
        self.assertEqual((second.text, second.output), ("b \\\n  c", None))
        self.assertEqual((third.text, third.line), ("d", 8))

    def test_marks_are_for_the_next_block_alone(self):
        first, second = steps_of("<!-- exit: 3 -->\n\nWrong:\n\n```sh\na\nb\n```\n")
        self.assertEqual((first.exit, second.exit), (0, 3))
        self.assertEqual([step.exit for step in steps_of("<!-- exit: 1 -->\n```sh\na\n```\n```sh\nb\n```\n")], [1, 0])
        self.assertEqual(self.steps("<!-- not run: no cluster -->\n```sh\na\n```\n```sh\nb\n```\n"), [("left-out", "a"), ("run", "b")])
        self.assertEqual(self.steps("1. <b>\n\n   <!-- file: x/y -->\n   ```yaml\n   a:\n     b\n   ```\n"), [("file", "a:\n  b\n")])
        self.assertEqual(self.steps("<!-- in: shop --><!-- run: one\ntwo -->\n"), [("in", "shop"), ("run", "one"), ("run", "two")])

    def test_a_page_that_would_not_be_walked_is_a_fault(self):
        for page in ("<!-- notrun: x -->\n```sh\na\n```", "<!-- not run: -->\n```sh\na\n```", "```sh\na", "```\n$ a\n```", "```shell\na\n```", "<!-- exit: 1 -->\n", "<!-- exit: 1 -->\n```yaml\na\n```",
                     "```sh\n# a\n```", "```sh\nif a\n```", "```console\na\n```", "<!-- run: a"):
            with self.subTest(page), self.assertRaises(PageFault):
                steps_of(page)


class Outputs(unittest.TestCase):
    def same(self, shown, printed, **ways):
        self.assertIsNone(difference(shown.split("\n"), printed, "/tmp/h", **ways))

    def different(self, shown, printed, **ways):
        self.assertIsNotNone(difference(shown.split("\n"), printed, "/tmp/h", **ways))

    def test_times_ids_and_blanks_do_not_count(self):
        self.same("4 tasks: 4 succeeded in 313 ms", "4 tasks: 4 succeeded in 1.20 s\n")
        self.same("cbd935d9b65642d0  2026-11-27 04:14:27  ok  313 ms", "abd935d9b65642d0 2027-01-27 04:14:28   ok  2 m 01 s\n")
        self.same("in /home/you/dagrs", "in /tmp/h/dagrs\n")
        self.different("4 tasks: 4 succeeded in 313 ms", "4 tasks: 3 succeeded in 313 ms\n")

    def test_dots_stand_for_what_is_left_out(self):
        self.same("a\n...\nd", "a\nb\nc\nd\n")
        self.same("a ... d", "a b c d\n")
        self.different("a\n...\nd", "a\nb\nc\n")
        self.different("a", "a\nb\n")
        self.different("a\nb", "a\n")

    def test_lines_may_come_in_any_order_where_the_page_says_so(self):
        self.different("a\nb", "b\na\n")
        self.same("a\nb", "b\na\n", any_order=True)
        self.different("a\nb", "b\nb\n", any_order=True)
        self.different("a\nb", "b\nc\na\n", any_order=True)
        self.same("a\n...\nb", "b\nc\na\n", any_order=True)


class Terminals(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.terminal = Terminal(self._folder.name, {"PATH": "/usr/bin:/bin"}, self._folder.name)

    def tearDown(self):
        self.terminal.close()
        self._folder.cleanup()

    @unittest.skipUnless(can_hide(), "needs mounts")
    def test_a_hidden_folder_is_empty_for_the_shell_alone(self):
        with tempfile.TemporaryDirectory() as home:
            open(f"{home}/secret", "w").close()
            terminal = Terminal(self._folder.name, {"PATH": "/usr/bin:/bin"}, self._folder.name, [home])
            self.assertEqual(terminal.type(f"ls {home}", 10), (0, ""))
            terminal.close()
            self.assertEqual(os.listdir(home), ["secret"])

    def test_folder_and_variables_stay(self):
        self.assertEqual(self.terminal.type("mkdir a; cd a; b=c", 10), (0, ""))
        self.assertEqual(self.terminal.type("basename $PWD; echo $b >&2; false", 10), (1, "a\nc\n"))

    def test_a_failure_within_a_pipe_is_one(self):
        self.assertEqual(self.terminal.type("false | true", 10)[0], 1)

    def test_a_command_that_does_not_end_is_ended(self):
        self.assertIsNone(self.terminal.type("sleep 60", 0.2)[0])

    def test_the_end_of_the_shell_is_seen(self):
        self.assertIsNone(self.terminal.type("exit 3", 10)[0])

    def test_what_a_command_leaves_running_holds_nobody_up(self):
        self.assertEqual(self.terminal.type("sleep 60 & :", 10)[0], 0)


if __name__ == "__main__":
    unittest.main()
