/** What no fault brings forth with a model that babbles, by check: only with one that does as it is told, or thinks. */
export const NEEDS_OBEDIENCE: Readonly<Record<string, readonly string[]>> = {
  // A model that babbles calls no tool unless it is forced to, and then one at a time.
  'chat.tool_choice.named': ['other-tool'],
  'chat.tool_choice.none': ['called'],
  'chat.tool_choice.auto': ['wrong-reason', 'in-text'],
  'chat.stream.tool_choice.auto': ['in-text'],
  'chat.parallel_tool_calls.false': ['several'],
  'chat.tool_calls.id': ['repeated'],
  'chat.stream.tool_calls.parallel': ['merged'],
  'responses.tools': ['ignored'],
  // It does not think.
  'chat.reasoning.member': ['in-text'],
  'chat.reasoning.cut': ['in-text'],
  'chat.stream.reasoning': ['lost'],
  'chat.stop.reasoning': ['cut'],
  // Nor does it write JSON that anybody could misplace.
  'chat.response_format.json_object': ['in-reasoning'],
  'chat.response_format.json_object.stream': ['in-reasoning'],
  // Its text has no character of several bytes.
  'chat.stream.characters': ['broken'],
};
