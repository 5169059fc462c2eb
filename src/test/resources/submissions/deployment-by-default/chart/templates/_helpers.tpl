{{- define "app.labels" -}}
app: {{ .Chart.Name }}
release: {{ .Release.Name }}
{{- end -}}

{{- define "app.container" -}}
- name: app
  image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
  imagePullPolicy: Always
  workingDir: /app
  command: ["gunicorn"]
  args: ["--bind", "0.0.0.0:5000", "app:app"]
  env:
    - name: VISITS_FILE
      value: /app/data/visits.txt
    - name: TZ
      value: Europe/Moscow
  ports:
    - containerPort: 5000
  livenessProbe:
    httpGet:
      path: /healthz
      port: 5000
    initialDelaySeconds: 10
    periodSeconds: 5
  readinessProbe:
    httpGet:
      path: /ready
      port: 5000
    initialDelaySeconds: 2
    periodSeconds: 5
  volumeMounts:
    - name: visits
      mountPath: /app/data
{{- end -}}
