{{- define "mt.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
app: moscow-time
{{- end }}
