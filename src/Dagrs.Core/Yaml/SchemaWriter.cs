using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dagrs.Core.Yaml;

/// <summary>Writes the tables of keys as a JSON Schema (2020-12), for editors. It knows shapes, and no key.</summary>
internal sealed class SchemaWriter
{
    private static readonly string[] ScalarTypes = ["string", "number", "boolean"];
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly List<Shape.Table> _tables = []; // referenced so far; written at the end, each once

    private SchemaWriter(Utf8JsonWriter json) => _json = json;

    public static void Write(Stream target)
    {
        using var json = new Utf8JsonWriter(target, Layout);
        new SchemaWriter(json).WriteFile();
    }

    private void WriteFile()
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        _json.WriteString("title", "Dagrs task file");
        _json.WriteString("description", "Tasks and their dependencies. Keys that begin with x- are free for anchors.");
        WriteTable(new("file", () => Keys.OfFile) { OneNeeded = ["dagrs", "include"] }, freeKeys: true);
        _json.WriteStartObject("$defs");
        for (var i = 0; i < _tables.Count; i++)
        {
            _json.WriteStartObject(_tables[i].Name);
            WriteTable(_tables[i], freeKeys: false);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteTable(Shape.Table table, bool freeKeys)
    {
        var keys = table.Keys().ToList();
        _json.WriteString("type", "object");
        _json.WriteStartObject("properties");
        foreach (var key in keys)
        {
            _json.WriteStartObject(key.Name);
            _json.WriteString("description", key.Summary);
            WriteShape(key.Shape);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        if (freeKeys)
        {
            _json.WriteStartObject("patternProperties");
            _json.WriteBoolean("^x-", true);
            _json.WriteEndObject();
        }

        WriteOthers(table.Others);
        WriteWords("required", keys.Where(key => key.IsRequired).Select(key => key.Name));
        WriteOneNeeded(table.OneNeeded);
    }

    private void WriteOthers(Shape.MapOf? others)
    {
        if (others is null)
        {
            _json.WriteBoolean("additionalProperties", false);
        }
        else
        {
            WriteKeysAndValues(others);
        }
    }

    private void WriteOneNeeded(IReadOnlyList<string> keys)
    {
        if (keys.Count > 0)
        {
            WriteEach("anyOf", keys, key =>
            {
                WriteWords("required", [key]);
                _json.WriteStartObject("properties");
                _json.WriteStartObject(key);
                _json.WriteStartObject("not");
                _json.WriteStartArray("enum");
                _json.WriteNullValue();
                _json.WriteStartArray();
                _json.WriteEndArray();
                _json.WriteEndArray();
                _json.WriteEndObject();
                _json.WriteEndObject();
                _json.WriteEndObject();
            });
        }
    }

    private void WriteShape(Shape shape)
    {
        switch (shape)
        {
            case Shape.Scalar(var expression):
                WriteWords("type", ScalarTypes);
                WritePattern(expression);
                break;
            case Shape.Pattern(var expression, var examples):
                _json.WriteString("type", "string");
                WritePattern(expression);
                WriteWords("examples", examples);
                break;
            case Shape.Word(var words):
                WriteWords("enum", words);
                break;
            case Shape.Whole(var least, var most):
                WriteNumber("integer", least, most, "^[0-9]+$");
                break;
            case Shape.Number(var least, var most):
                WriteNumber("number", least, most, "^([0-9]+\\.?[0-9]*|\\.[0-9]+)$");
                break;
            case Shape.Flag:
                WriteWords("type", ["boolean", "string"]);
                WritePattern("^([Tt]rue|TRUE|[Ff]alse|FALSE)$");
                break;
            case Shape.Nothing:
                _json.WriteString("type", "null");
                break;
            case Shape.ListOf list:
                WriteList(list);
                break;
            case Shape.MapOf map:
                WriteMap(map);
                break;
            case Shape.Table table:
                WriteReference(table);
                break;
            case Shape.AnyOf(var shapes):
                WriteEach("anyOf", shapes, WriteShape);
                break;
            default:
                throw new InvalidOperationException($"BUG: no schema for {shape}");
        }
    }

    // The bounds apply to numbers and the pattern to strings; JSON Schema ignores each for the other type.
    private void WriteNumber(string type, double least, double most, string quoted)
    {
        WriteWords("type", [type, "string"]);
        _json.WriteNumber("minimum", least);
        _json.WriteNumber("maximum", most);
        WritePattern(quoted);
    }

    private void WriteList(Shape.ListOf list)
    {
        _json.WriteString("type", "array");
        if (list.First is { } first)
        {
            _json.WriteNumber("minItems", 1);
            WriteEach("prefixItems", [first], WriteShape);
        }

        _json.WriteStartObject("items");
        WriteShape(list.Item);
        _json.WriteEndObject();
    }

    private void WriteMap(Shape.MapOf map)
    {
        _json.WriteString("type", "object");
        if (map.IsFilled)
        {
            _json.WriteNumber("minProperties", 1);
        }

        WriteKeysAndValues(map);
    }

    private void WriteKeysAndValues(Shape.MapOf map)
    {
        _json.WriteStartObject("propertyNames");
        WritePattern(map.Name);
        _json.WriteEndObject();
        _json.WriteStartObject("additionalProperties");
        WriteShape(map.Value);
        _json.WriteEndObject();
    }

    private void WriteReference(Shape.Table table)
    {
        if (_tables.All(known => known.Name != table.Name))
        {
            _tables.Add(table);
        }

        _json.WriteString("$ref", $"#/$defs/{table.Name}");
    }

    private void WritePattern(string? expression)
    {
        if (expression is not null)
        {
            _json.WriteString("pattern", expression);
        }
    }

    private void WriteEach<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteWords(string name, IEnumerable<string> words)
    {
        var all = words.ToList();
        if (all.Count == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        all.ForEach(_json.WriteStringValue);
        _json.WriteEndArray();
    }
}
