using System.Xml;
using System.Xml.Schema;

namespace Dagrs.Core.Tests.Reporting.Reports;

/// <summary>
/// What Jenkins' xUnit plugin takes, as an XML Schema written for these tests: elements, attributes and forms of its junit-10.xsd, as far as a report of
/// dagrs could meet them. Whatever is not in it is refused, as the plugin does with the whole file.
/// </summary>
internal static class JunitSchema
{
    public const string Text =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element name="testsuite" type="suite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="name"/><xs:attribute name="time" type="seconds"/><xs:attribute name="tests"/><xs:attribute name="failures"/><xs:attribute name="errors"/>
          </xs:complexType></xs:element>
          <xs:complexType name="suite">
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="testcase" type="case"/><xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
            </xs:choice>
            <xs:attribute name="name" use="required"/><xs:attribute name="tests" use="required"/><xs:attribute name="failures" use="required"/>
            <xs:attribute name="errors" use="required"/><xs:attribute name="skipped"/><xs:attribute name="time" type="seconds"/><xs:attribute name="timestamp"/>
          </xs:complexType>
          <xs:complexType name="case">
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="skipped" type="reason"/><xs:element name="error" type="reason"/><xs:element name="failure" type="reason"/>
              <xs:element name="rerunFailure" type="attempt"/><xs:element name="flakyFailure" type="attempt"/>
              <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
            </xs:choice>
            <xs:attribute name="name" use="required"/><xs:attribute name="time"/><xs:attribute name="classname"/><xs:attribute name="group"/>
          </xs:complexType>
          <xs:complexType name="reason" mixed="true"><xs:attribute name="type"/><xs:attribute name="message"/></xs:complexType>
          <xs:complexType name="attempt" mixed="true">
            <xs:sequence>
              <xs:element name="stackTrace" type="xs:string" minOccurs="0"/><xs:element name="system-out" type="xs:string" minOccurs="0"/><xs:element name="system-err" type="xs:string" minOccurs="0"/>
            </xs:sequence>
            <xs:attribute name="message"/><xs:attribute name="type" use="required"/>
          </xs:complexType>
          <xs:simpleType name="seconds"><xs:restriction base="xs:string"><xs:pattern value="[0-9]*(\.[0-9]{0,3})?"/></xs:restriction></xs:simpleType>
        </xs:schema>
        """;

    /// <summary>What is wrong with a document; empty: nothing.</summary>
    public static IReadOnlyList<string> Faults(string document)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, MaxCharactersInDocument = 0 };
        settings.Schemas.Add(null, XmlReader.Create(new StringReader(Text)));
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new StringReader(document), settings);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (XmlException wrong)
        {
            faults.Add(wrong.Message);
        }

        return faults;
    }
}
